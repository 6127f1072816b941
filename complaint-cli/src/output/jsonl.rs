//! One JSON record a line, as the interface describes it.

use anyhow::Result;
use complaint_core::Record;

use super::{Format, fields::Fields};

/// JSON Lines; all fields unless some were chosen.
#[derive(Debug, Clone, Default)]
pub struct JsonLines {
    /// What to write of each verdict.
    pub fields: Option<Fields>,
}

impl Format for JsonLines {
    fn head(&self) -> Vec<u8> {
        Vec::new()
    }

    /// A record of an error is always written whole: it must not look like a verdict.
    fn record(&self, record: &Record, out: &mut Vec<u8>) -> Result<()> {
        match (&self.fields, record) {
            (Some(fields), Record::Verdict(_)) => {
                let chosen: Vec<String> = fields
                    .of(record)?
                    .into_iter()
                    .map(|(name, value)| Ok(format!("{}:{value}", serde_json::to_string(&name)?)))
                    .collect::<Result<_>>()?;
                out.extend_from_slice(format!("{{{}}}", chosen.join(",")).as_bytes());
            }
            _ => serde_json::to_writer(&mut *out, record)?,
        }
        out.push(b'\n');
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::tests::{error, record};

    fn line(fields: Option<&str>, r: &Record) -> String {
        let fields = fields.map(|f| Fields::parse(f.split(',')).expect("fields"));
        let mut out = Vec::new();
        JsonLines { fields }.record(r, &mut out).expect("writes");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn chosen_fields_come_in_the_order_of_choice() {
        assert_eq!(
            line(Some("kind,message_id,scores.target.company,source.index,body,facts.phone"), &record()),
            "{\"kind\":\"complaint\",\"message_id\":\"a@b.example\",\"scores.target.company\":0.81,\"source.index\":12,\"body\":null,\"facts.phone\":null}\n"
        );
    }

    #[test]
    fn an_error_is_written_whole() {
        assert_eq!(line(Some("kind"), &error()), line(None, &error()));
    }

    #[test]
    fn what_is_written_is_read() {
        let text = line(None, &record());
        assert_eq!(serde_json::from_str::<Record>(&text).expect("reads"), record());
        assert!(
            text.contains(
                r#""scores":{"complaint":0.98,"target":{"product":0.03,"company":0.81,"operator":0.16},"anger":2.74"#
            ),
            "{text}"
        );
    }
}
