//! Judges Japanese complaint mail on this machine alone: what the complaint is
//! about, how angry the writer is, what is asked for, what must be escalated,
//! with a reason that can be pointed at for every verdict.
//!
//! Nothing leaves the machine: there is no network, no clock and no file that the caller did not name.
//! A verdict helps people who answer mail. It must not decide law, and no employee may be judged by a score.
//!
//! # A string
//!
//! ```
//! use complaint_core::{Mail, Triage, verdict::{Demand, Kind}};
//!
//! let triage = Triage::new()?; // once; every thread shares it
//! let body = "届いた掃除機が三日で壊れました。電話してもたらい回しで納得できません。返金してください。";
//! let verdict = triage.assess(&Mail { body: body.into(), ..Mail::default() });
//!
//! assert_eq!(verdict.kind, Kind::Complaint);
//! assert!(verdict.demands.contains(&Demand::Refund));
//! // every label can be pointed at: a byte range of the text, a weight and a reason
//! let reason = &verdict.evidence[0];
//! assert_eq!(reason.text, body[reason.place.span.0..reason.place.span.1]);
//! # Ok::<(), complaint_core::TriageError>(())
//! ```
//!
//! # A mailbox, as a stream
//!
//! [`mailbox::open`] takes a path of any kind (mbox, Maildir, message, folder, JSON Lines, CSV; gzip and zstd of each),
//! [`mailbox::read`] any reader. Memory does not grow with the mailbox, and a mail that cannot be read does not end the run.
//!
//! ```
//! use complaint_core::{Record, Triage, mailbox::{self, OpenOptions}};
//!
//! let mbox = "From a@example.jp Thu Aug  7 21:14:00 2025\nFrom: a@example.jp\nSubject: =?utf-8?B?6L+U6YeR?=\n\
//!     Content-Type: text/plain; charset=utf-8\n\n商品が壊れていました。返金してください。\n";
//! let triage = Triage::new()?;
//! let mut lines = Vec::new();
//! for raw in mailbox::read(mbox.as_bytes(), "inbox.mbox", &OpenOptions::default())? {
//!     let raw = raw?; // what could not be read of the container
//!     let record = match raw.parse() {
//!         Ok(mail) => Record::verdict(raw.source, &mail, triage.assess(&mail), false),
//!         Err(why) => Record::error(raw.source, &why), // never "no complaint"
//!     };
//!     lines.push(serde_json::to_string(&record)?);
//! }
//! assert!(lines[0].contains(r#""subject":"返金""#));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Your own words
//!
//! Products, people, jargon and rules of a company come from a folder of tables
//! ([`OwnDictionary::from_folder`](own::OwnDictionary::from_folder)) or from memory; nothing is compiled.
//!
//! ```
//! use complaint_core::{Mail, Triage, own::OwnDictionary, verdict::Demand};
//!
//! let own = OwnDictionary::from_texts([
//!     ("words.tsv", "word\tclass\tlike\n赤伝処理\tRE\t返金\n"), // judged as 返金 is
//!     ("products.tsv", "name\talso\nスチームモップX2\tX2モップ\n"),
//! ])?;
//! let triage = Triage::builder().own_dictionary(own).build()?;
//! let body = "X2モップが三日で動かなくなりました。赤伝処理してください。";
//! let verdict = triage.assess(&Mail { body: body.into(), ..Mail::default() });
//! assert_eq!(verdict.facts.product[0].text, "X2モップ");
//! assert!(verdict.demands.contains(&Demand::Refund));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # A reply: the skeleton, and a check of what a person wrote
//!
//! ```
//! use complaint_core::{Mail, Triage, reply::{LintContext, ReplyOptions}};
//!
//! let triage = Triage::new()?;
//! let body = "届いた掃除機が三日で壊れました。返金してください。";
//! let mail = Mail { subject: "掃除機の件".into(), body: body.into(), ..Mail::default() };
//! let verdict = triage.assess(&mail);
//!
//! let options = ReplyOptions { company: Some("みどり商店".into()), ..ReplyOptions::default() };
//! let reply = triage.draft(&mail, &verdict, &options)?;
//! assert!(reply.body.contains("みどり商店"));
//! assert!(!reply.slots.is_empty()); // what nobody knows yet stays a visible blank
//!
//! let context = LintContext { mail: Some((&mail, &verdict)), ..LintContext::default() };
//! let findings = triage.lint("早急に対応いたします。", &context)?;
//! assert!(findings.iter().any(|f| f.rule == "vague-date"));
//! # Ok::<(), complaint_core::TriageError>(())
//! ```
//!
//! # Many threads; a server
//!
//! [`Triage`] is `Send + Sync` and results own what they hold. Judging is work of the processor, about a millisecond a
//! mail: an asynchronous server hands it to a pool of threads, so that its own threads stay free. Each request brings the
//! channel for its answer (with tokio: `tokio::sync::oneshot`, or the whole as `tokio::task::spawn_blocking`).
//!
//! ```
//! use std::{sync::{Arc, Mutex, mpsc}, thread};
//! use complaint_core::{Mail, Triage, Verdict};
//!
//! type Request = (Vec<u8>, mpsc::SyncSender<Option<Verdict>>);
//!
//! let triage = Arc::new(Triage::new()?);
//! let (requests, queue) = mpsc::sync_channel::<Request>(64); // full: callers wait, memory does not grow
//! let queue = Arc::new(Mutex::new(queue));
//! let workers: Vec<_> = (0..2)
//!     .map(|_| {
//!         let (triage, queue) = (Arc::clone(&triage), Arc::clone(&queue));
//!         thread::spawn(move || {
//!             loop {
//!                 let next = queue.lock().unwrap().recv();
//!                 let Ok((bytes, answer)) = next else { break }; // no caller is left
//!                 let verdict = Mail::parse(&bytes).ok().map(|mail| triage.assess(&mail));
//!                 let _ = answer.send(verdict); // the caller may have gone
//!             }
//!         })
//!     })
//!     .collect();
//!
//! let (answer, verdict) = mpsc::sync_channel(1);
//! let mail = "From: a@example.jp\nContent-Type: text/plain; charset=utf-8\n\nいい加減にしてください。\n";
//! requests.send((mail.into(), answer))?;
//! assert!(verdict.recv()?.is_some());
//! drop(requests);
//! for worker in workers {
//!     worker.join().unwrap();
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Features
//!
//! | feature | default | does |
//! |---|---|---|
//! | `embedded` | yes | IPADIC is compiled in: the program is some 60 MB larger, and its first build takes some minutes |
//!
//! Without it `Triage::new` says that there is no dictionary; [`TriageBuilder::dictionary`] takes one that was read from a
//! folder. `cargo run --release -p complaint-dictionaries --example compile -- FOLDER` writes such a folder. Words, rules,
//! templates and weights are always compiled in. No feature draws in a command line.
//!
//! The oldest compiler is Rust 1.95. A rise of it is a minor version.
//!
//! # The modules
//!
//! They stand in the order in which the data flows:
//!
//! | module | in | out |
//! |---|---|---|
//! | [`mailbox`] | bytes in any container | raw mails, one at a time |
//! | [`mail`] | one raw mail | headers, decoded subject and body |
//! | [`text`] | a body | the writer's newest words, normalized, with an offset map |
//! | [`own`] | a company's own tables | its words, names, rules, templates |
//! | [`tokens`] | normalized text | words with part of speech and semantic class |
//! | [`signals`] | words | evidence, facts |
//! | [`verdict`] | evidence and weights | kind, target, anger, flags, demands |
//! | [`reply`] | verdict and mail | a reply skeleton; findings in a written reply |
//! | [`record`] | mail and verdict | the line of JSON that other programs read |

pub mod fit;
pub mod mail;
pub mod mailbox;
pub mod own;
pub mod record;
pub mod reply;
pub mod signals;
pub mod text;
pub mod tokens;
mod triage;
pub mod verdict;

pub use complaint_dictionaries::Dictionary;
pub use mail::Mail;
pub use record::Record;
pub use triage::{Options, Reuse, Triage, TriageBuilder, TriageError};
pub use verdict::Verdict;
