//! Which candidates to do when not all fit: the best choice under limits, and what keeps the others out.

pub mod cuts;
pub mod greedy;
pub mod optimum;
pub mod question;
pub mod score;
pub mod stability;

mod single;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod published;
