//! Every test that looks at boardpack from outside, in one binary.

mod house;
mod support;
