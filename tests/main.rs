//! Every test that looks at boardpack from outside, in one binary.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[expect(
    dead_code,
    reason = "the maker of the samples is also a program of its own"
)]
#[path = "../samples/make/main.rs"]
mod make;

mod account;
mod agreement;
mod annotate;
mod assumptions;
mod cases;
mod chance;
mod cli;
mod corpus;
mod corpus_texts;
mod corpus_transposed;
mod evm;
mod exports;
mod findings;
mod golden;
mod history;
mod hostile;
mod house;
mod pictures;
mod plans;
mod properties;
mod requests;
mod resources;
mod samples;
mod schedule;
mod senders;
mod support;
mod workbook;
