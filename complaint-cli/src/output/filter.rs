//! `--where`: a text such as `anger>=3,flag=safety` in; a test of verdicts out.

use std::{fmt, str::FromStr};

use complaint_core::{
    record::VerdictRecord,
    verdict::{Demand, Direction, Flag, Kind, Priority, Target},
};

/// Conditions that must all hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    conditions: Vec<Condition>,
}

/// One comparison: a name, an operator, alternative values.
#[derive(Debug, Clone, PartialEq)]
struct Condition {
    name: Name,
    operator: Operator,
    values: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
    Contains,
}

/// The longer ones first: `<=` begins like `<`.
const OPERATORS: [(&str, Operator); 7] = [
    ("!=", Operator::Unequal),
    ("<=", Operator::AtMost),
    (">=", Operator::AtLeast),
    ("=", Operator::Equal),
    ("<", Operator::Less),
    (">", Operator::More),
    ("~", Operator::Contains),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    Anger,
    Priority,
    Kind,
    Target,
    Targets,
    Flag,
    Demand,
    Review,
    Direction,
    From,
    Subject,
    Thread,
    MessageId,
    Warning,
}

const NAMES: [(&str, Name); 14] = [
    ("anger", Name::Anger),
    ("priority", Name::Priority),
    ("kind", Name::Kind),
    ("target", Name::Target),
    ("targets", Name::Targets),
    ("flag", Name::Flag),
    ("demand", Name::Demand),
    ("review", Name::Review),
    ("direction", Name::Direction),
    ("from", Name::From),
    ("subject", Name::Subject),
    ("thread", Name::Thread),
    ("message_id", Name::MessageId),
    ("warning", Name::Warning),
];

impl Filter {
    /// Reads conditions joined by `,`.
    ///
    /// # Errors
    /// A sentence that names the condition that cannot be read and what would be.
    pub fn parse(text: &str) -> Result<Self, String> {
        let conditions = text.split(',').map(Condition::parse).collect::<Result<_, _>>()?;
        Ok(Self { conditions })
    }

    /// Every condition of all filters.
    pub fn all(filters: &[Self]) -> Self {
        Self { conditions: filters.iter().flat_map(|f| f.conditions.clone()).collect() }
    }

    /// Whether all conditions hold.
    pub fn holds(&self, v: &VerdictRecord) -> bool {
        self.conditions.iter().all(|c| c.holds(v))
    }
}

impl Condition {
    fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let at = text
            .find(['=', '!', '<', '>', '~'])
            .ok_or_else(|| format!("`{text}` has no operator; expected something like anger>=3"))?;
        let (name, rest) = text.split_at(at);
        let (sign, operator) = *OPERATORS
            .iter()
            .find(|(sign, _)| rest.starts_with(sign))
            .ok_or_else(|| format!("`{text}`: expected one of = != < <= > >= ~"))?;
        let (_, name) = *NAMES.iter().find(|(n, _)| *n == name.trim()).ok_or_else(|| unknown_name(name.trim()))?;
        let values: Vec<String> =
            rest[sign.len()..].split('|').map(|v| v.trim().trim_matches('"').to_owned()).collect();
        let condition = Self { name, operator, values };
        condition.check().map_err(|e| format!("`{text}`: {e}"))?;
        Ok(condition)
    }

    /// Refuses values and operators that can never hold.
    fn check(&self) -> Result<(), String> {
        let ordered = matches!(self.operator, Operator::Less | Operator::AtMost | Operator::More | Operator::AtLeast);
        if ordered && !matches!(self.name, Name::Anger | Name::Priority) {
            return Err("only anger and priority have an order".into());
        }
        if self.operator == Operator::Contains && !self.is_text() {
            return Err("~ is for from, subject, thread, message_id and warning".into());
        }
        self.values.iter().try_for_each(|v| match self.name {
            Name::Anger => known::<Level>(v),
            Name::Priority => known::<Priority>(v),
            Name::Kind => known::<Kind>(v),
            Name::Target | Name::Targets => known::<Target>(v),
            Name::Flag => known::<Flag>(v),
            Name::Demand => known::<Demand>(v),
            Name::Review => one_of(v, &["true", "false"]),
            Name::Direction => one_of(v, &["in", "out"]),
            _ => Ok(()),
        })
    }

    fn is_text(&self) -> bool {
        matches!(self.name, Name::From | Name::Subject | Name::Thread | Name::MessageId | Name::Warning)
    }

    fn holds(&self, v: &VerdictRecord) -> bool {
        match self.name {
            Name::Anger => self.ordered(usize::from(v.anger.get()), |x| x.parse().ok()),
            Name::Priority => self.ordered(v.priority.index(), |x| x.parse().ok().map(Priority::index)),
            Name::Kind => self.any(&[v.kind.as_str()]),
            Name::Target => self.any(&[v.target.as_str()]),
            Name::Targets => self.any(&v.targets.iter().map(|t| t.as_str()).collect::<Vec<_>>()),
            Name::Flag => self.any(&v.flags.iter().map(|f| f.as_str()).collect::<Vec<_>>()),
            Name::Demand => self.any(&v.demands.iter().map(|d| d.as_str()).collect::<Vec<_>>()),
            Name::Review => self.any(&[if v.review { "true" } else { "false" }]),
            Name::Direction => self.any(&[if v.direction == Direction::In { "in" } else { "out" }]),
            Name::From => self.any(&[v.from.as_deref().unwrap_or_default()]),
            Name::Subject => self.any(&[&v.subject]),
            Name::Thread => self.any(&[v.thread.as_deref().unwrap_or_default()]),
            Name::MessageId => self.any(&[v.message_id.as_deref().unwrap_or_default()]),
            Name::Warning => self.any(&v.warnings.iter().map(|w| w.code.as_str()).collect::<Vec<_>>()),
        }
    }

    fn ordered(&self, is: usize, read: impl Fn(&str) -> Option<usize>) -> bool {
        let compare = |v: &String| {
            read(v).is_some_and(|v| match self.operator {
                Operator::Less => is < v,
                Operator::AtMost => is <= v,
                Operator::More => is > v,
                Operator::AtLeast => is >= v,
                Operator::Equal | Operator::Unequal | Operator::Contains => is == v,
            })
        };
        self.values.iter().any(compare) != (self.operator == Operator::Unequal)
    }

    /// One of the values is among those of the verdict.
    fn any(&self, are: &[&str]) -> bool {
        let found = self.values.iter().any(|v| match self.operator {
            Operator::Contains => are.iter().any(|a| a.to_lowercase().contains(&v.to_lowercase())),
            _ => are.contains(&v.as_str()),
        });
        found != (self.operator == Operator::Unequal)
    }
}

/// A level of anger.
struct Level;

impl FromStr for Level {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        match s.parse::<u8>() {
            Ok(0..=4) => Ok(Self),
            _ => Err(format!("anger is 0 to 4, not `{s}`")),
        }
    }
}

fn known<T: FromStr<Err: fmt::Display>>(value: &str) -> Result<(), String> {
    value.parse::<T>().map(|_| ()).map_err(|e| e.to_string())
}

fn one_of(value: &str, values: &[&str]) -> Result<(), String> {
    values.contains(&value).then_some(()).ok_or_else(|| format!("expected {}, not `{value}`", values.join(" or ")))
}

fn unknown_name(name: &str) -> String {
    let names: Vec<&str> = NAMES.iter().map(|(n, _)| *n).collect();
    format!("unknown name `{name}`, expected one of {}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::tests::verdict;

    fn holds(text: &str) -> bool {
        Filter::parse(text).expect("a filter").holds(&verdict())
    }

    #[test]
    fn what_holds_and_what_does_not() {
        // anger 3, P1, complaint, company, targets company + operator, flags neglect + legal, review false
        for yes in [
            "anger>=3",
            "anger=3",
            "anger!=2",
            "anger<4",
            "priority<=P1",
            "priority=P1",
            "kind=complaint",
            "target=company",
            "targets=operator",
            "flag=legal",
            "flag=safety|legal",
            "flag!=safety",
            "demand=refund",
            "review=false",
            "direction=in",
            "anger>=3,flag=neglect",
            "subject~返金",
            "from~EXAMPLE",
            "message_id=a@b.example",
        ] {
            assert!(holds(yes), "{yes}");
        }
        for no in [
            "anger>3",
            "anger>=3,flag=safety",
            "target=operator",
            "priority<P1",
            "priority>=P2",
            "flag!=legal",
            "review=true",
            "subject~返品",
        ] {
            assert!(!holds(no), "{no}");
        }
    }

    #[test]
    fn what_cannot_hold_is_refused() {
        for (text, why) in [
            ("anger", "no operator"),
            ("angr>=3", "unknown name"),
            ("anger>=5", "0 to 4"),
            ("kind>complaint", "have an order"),
            ("kind=angry", "unknown kind"),
            ("flag~safe", "is for"),
            ("review=yes", "true or false"),
            ("anger=>3", "0 to 4"),
        ] {
            let e = Filter::parse(text).expect_err(text);
            assert!(e.contains(why), "{text}: {e}");
        }
    }
}
