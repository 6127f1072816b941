//! Ids that stand in one mail belong together: a union of sets.

use std::collections::HashMap;

/// Sets of ids, numbered.
#[derive(Debug, Default)]
pub(super) struct Groups {
    by_id: HashMap<String, usize>,
    parents: Vec<usize>,
}

impl Groups {
    /// Joins the sets of all these ids; a new set where there is no id.
    pub(super) fn join<'a>(&mut self, ids: impl Iterator<Item = &'a str>) -> usize {
        let mut joined: Option<usize> = None;
        for id in ids {
            let set = match self.by_id.get(id) {
                Some(&set) => self.root(set),
                None => {
                    let set = self.fresh();
                    self.by_id.insert(id.to_owned(), set);
                    set
                }
            };
            // the earlier set stays, so that the order of the input does
            joined = Some(match joined {
                Some(other) => {
                    let (low, high) = (other.min(set), other.max(set));
                    self.parents[high] = low;
                    low
                }
                None => set,
            });
        }
        joined.unwrap_or_else(|| self.fresh())
    }

    fn fresh(&mut self) -> usize {
        self.parents.push(self.parents.len());
        self.parents.len() - 1
    }

    /// The set that a set was joined to.
    pub(super) fn root(&mut self, mut set: usize) -> usize {
        while self.parents[set] != set {
            self.parents[set] = self.parents[self.parents[set]];
            set = self.parents[set];
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_that_names_two_chains_joins_them() {
        let mut groups = Groups::default();
        let a = groups.join(["a"].into_iter());
        let b = groups.join(["b", "c"].into_iter());
        let nameless = groups.join([].into_iter());
        let d = groups.join(["d", "c", "a"].into_iter());
        assert_eq!(groups.root(a), groups.root(b));
        assert_eq!(groups.root(d), groups.root(a));
        assert_ne!(groups.root(nameless), groups.root(a));
        assert_ne!(groups.join([].into_iter()), nameless, "mails without ids stand alone");
    }
}
