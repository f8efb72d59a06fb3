//! Full-time equivalents by role, as registers write them in one cell: `Developer 2; 0.5 Analyst; Tester (1)`.

use super::request::Request;

/// What a request asks for: a role and its full-time equivalents in each month of the work.
pub(super) type Effort = (String, f64);

/// Returns what a request asks for, from its list and from its one role; a role asked for twice is asked for in sum.
pub(super) fn effort(request: &Request) -> Vec<Effort> {
    let listed = request.effort.as_deref().map(parts).unwrap_or_default();
    let own = request.role.clone().zip(request.fte);
    let mut all: Vec<Effort> = Vec::new();
    for (role, fte) in listed.into_iter().chain(own) {
        match all.iter_mut().find(|(known, _)| same(known, &role)) {
            Some((_, sum)) => *sum += fte,
            None => all.push((role, fte)),
        }
    }
    all
}

/// Whether two names of roles are one, but for case and blanks around them.
pub(super) fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// Splits a list at semicolons and line breaks; a part without a number, or with none but one, says nothing of effort.
fn parts(text: &str) -> Vec<Effort> {
    text.split([';', '\n']).filter_map(part).collect()
}

fn part(text: &str) -> Option<Effort> {
    let bare = |word: &str| -> Option<f64> {
        let word = word.trim_matches(['(', ')', ':', '=', 'x', '×', ',']);
        let number: f64 = word.replace(',', ".").parse().ok()?;
        (number.is_finite() && number >= 0.0).then_some(number)
    };
    let words: Vec<&str> = text
        .split([' ', ':', '='])
        .filter(|word| !word.is_empty() && !same(word, "fte"))
        .collect();
    let last = words.last().and_then(|word| bare(word));
    let first = words.first().and_then(|word| bare(word));
    let (number, role) = match (last, first) {
        (Some(number), _) => (number, &words[..words.len() - 1]),
        (None, Some(number)) => (number, &words[1..]),
        (None, None) => return None,
    };
    let role = role.join(" ");
    (!role.is_empty()).then_some((role, number))
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn roles_are_read_with_their_numbers_on_either_side() {
        let read = |text: &str| -> Vec<(String, f64)> { parts(text) };
        let pair = |role: &str, fte: f64| (role.to_string(), fte);
        assert_eq!(
            read("Developer 2; 0.5 Business Analyst; Tester (1)\nArchitect: 0,25 FTE"),
            [
                pair("Developer", 2.0),
                pair("Business Analyst", 0.5),
                pair("Tester", 1.0),
                pair("Architect", 0.25),
            ]
        );
        assert_eq!(read("to be agreed; 3; Developer"), []);
    }
}
