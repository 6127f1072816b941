//! Rows of features in; rows with what stands around each sentence, and with what
//! is peculiar to sentences without a mail, out: as `verdict::surround` reads them.

use std::collections::BTreeMap;

use super::solver::Rows;
use crate::{
    signals::features::Template,
    verdict::surround::{NEAR_SCALE, REST_SCALE, reaches},
};

/// Weights of an output of the sentence that are used: of `n` features here, next
/// door and elsewhere, and the bias.
pub(super) fn width(n: usize) -> usize {
    3 * n + 1
}

/// Weights that are fitted: those, and for sentences without a mail once more those
/// of the features and the bias. Such sentences were written and labelled by
/// themselves, so what is peculiar to them gets weights of its own that are thrown
/// away: Daumé, "Frustratingly Easy Domain Adaptation" (ACL 2007).
pub(super) fn fitted_width(n: usize) -> usize {
    width(n) + n + 1
}

/// The rows with their surroundings: the features of the neighbours, then those
/// of the rest of the mail, then the bias; then, without a mail, what is peculiar.
pub(super) fn surrounded(rows: &Rows, templates: &[Template], of_mail: &[Vec<usize>]) -> Rows {
    let n = templates.len();
    let reaching: Vec<Vec<(u32, f32)>> = (0..rows.len())
        .map(|r| {
            let row = rows.row(r).filter(|(f, _)| reaches(templates[*f]));
            row.map(|(f, v)| (f as u32, v as f32)).collect()
        })
        .collect();
    let mut alone = vec![true; rows.len()];
    for r in of_mail.iter().flatten() {
        alone[*r] = false;
    }
    let mut out = Rows::new();
    for (r, around) in surroundings(&reaching, of_mail, n as u32).into_iter().enumerate() {
        let own = rows.row(r).map(|(f, v)| (f as u32, v as f32));
        let shared: Vec<(u32, f32)> = own.chain(around).chain([(3 * n as u32, 1.0)]).collect();
        let peculiar = shared.iter().filter(|_| alone[r]).map(|(f, v)| (width(n) as u32 + (*f).min(n as u32), *v));
        out.push(shared.iter().copied().chain(peculiar));
    }
    out
}

/// By sentence, the features of its neighbours and of the rest of its mail.
fn surroundings(reaching: &[Vec<(u32, f32)>], of_mail: &[Vec<usize>], n: u32) -> Vec<Vec<(u32, f32)>> {
    let mut out = vec![Vec::new(); reaching.len()];
    for rows in of_mail {
        let mut total: BTreeMap<u32, f32> = BTreeMap::new();
        for (f, v) in rows.iter().flat_map(|r| &reaching[*r]) {
            *total.entry(*f).or_default() += v;
        }
        let share = REST_SCALE / rows.len().saturating_sub(1).max(1) as f32;
        for (i, &r) in rows.iter().enumerate() {
            let neighbours = [i.checked_sub(1), Some(i + 1)].into_iter().flatten().filter_map(|k| rows.get(k));
            let mut near: Vec<(u32, f32)> =
                neighbours.flat_map(|k| &reaching[*k]).map(|(f, v)| (n + f, v * NEAR_SCALE)).collect();
            merge(&mut near);
            let mut rest = total.clone();
            for (f, v) in &reaching[r] {
                *rest.entry(*f).or_default() -= v;
            }
            let rest = rest.into_iter().filter(|(_, v)| v.abs() > 1e-6).map(|(f, v)| (2 * n + f, v * share));
            near.extend(rest);
            out[r] = near;
        }
    }
    out
}

/// A feature that occurs twice counts twice.
pub(super) fn merge(row: &mut Vec<(u32, f32)>) {
    row.sort_by_key(|e| e.0);
    row.dedup_by(|b, a| {
        let same = a.0 == b.0;
        if same {
            a.1 += b.1;
        }
        same
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::{
        outputs::Output,
        surround::{ALL, NEAR, REST, Weighed, surround},
    };

    /// A word, which reaches, and a pair, which does not.
    const TEMPLATES: [Template; 2] = [Template::Word, Template::Pair];
    const SENTENCES: [[f32; 2]; 3] = [[1.0, 0.5], [0.0, 2.0], [0.7, 0.0]];

    fn rows() -> Rows {
        let mut rows = Rows::new();
        for s in SENTENCES {
            rows.push((0..2).map(|f| (f as u32, s[f])));
        }
        rows
    }

    #[test]
    fn what_is_fitted_is_what_is_judged() {
        let w: [f64; 7] = [0.3, -0.2, 0.6, 9.0, -0.5, 9.0, -1.0];
        let fitted = surrounded(&rows(), &TEMPLATES, &[vec![0, 1, 2]]);
        let weighed = SENTENCES.map(|s| {
            let mut sums = [0.0; ALL];
            sums[0] = s[0] * w[0] as f32 + s[1] * w[1] as f32;
            (sums[NEAR], sums[REST]) = (s[0] * w[2] as f32 * NEAR_SCALE, s[0] * w[4] as f32 * REST_SCALE);
            Weighed { sums, features: 2, subject: false }
        });
        let mut bias = [0.0; Output::COUNT];
        bias[0] = w[6] as f32;
        for (i, s) in surround(&weighed, &bias).iter().enumerate() {
            assert!((fitted.dot(i, &w) as f32 - s.logits[0]).abs() < 1e-5, "sentence {i}");
        }
    }

    #[test]
    fn sentences_without_a_mail_have_weights_of_their_own_beside_the_shared_ones() {
        let of = |mails: &[Vec<usize>]| {
            let fitted = surrounded(&rows(), &TEMPLATES, mails);
            fitted.row(0).map(|(f, _)| f).collect::<Vec<_>>()
        };
        assert_eq!(of(&[vec![0]]), [0, 1, 6]);
        assert_eq!(of(&[]), [0, 1, 6, 7, 8, 9]);
        assert_eq!(fitted_width(2), 10);
    }
}
