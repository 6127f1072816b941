//! Items in, results out in the same order: one reader thread, some workers, and
//! the caller as writer.
//!
//! Memory is bounded: the reader waits while too much is on the way. Workers
//! take as many items at once as are waiting, so that a long run pays little
//! for locks and a slow pipe waits for nothing.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel},
    },
    thread,
    time::Duration,
};

use anyhow::{Context, Result, bail};

/// Name of the worker threads.
pub const WORKER: &str = "triage-worker";
/// Items that a worker takes at once, at most.
const BATCH: usize = 32;
/// Items on the way for each worker, at most.
const ITEMS_EACH: usize = 256;
/// Bytes on the way, at most (one item may be larger).
const BYTES: usize = 24 << 20;

/// Takes the results.
pub trait Sink<T> {
    /// Takes results in the order of their items.
    ///
    /// # Errors
    /// Whatever must end the run.
    fn take(&mut self, results: Vec<T>) -> Result<()>;
    /// There is nothing to do at the moment.
    ///
    /// # Errors
    /// As [`Sink::take`].
    fn idle(&mut self) -> Result<()> {
        Ok(())
    }
}

/// What is on the way.
struct State<I> {
    waiting: VecDeque<I>,
    /// Number of the first item that waits.
    first: u64,
    /// Items and bytes between the reader and the writer.
    items: usize,
    bytes: usize,
    closed: bool,
    /// A thread ended by a panic.
    failed: bool,
}

struct Queue<I> {
    state: Mutex<State<I>>,
    arrived: Condvar,
    drained: Condvar,
    most_items: usize,
}

impl<I> Queue<I> {
    fn new(workers: usize) -> Self {
        let state = State { waiting: VecDeque::new(), first: 0, items: 0, bytes: 0, closed: false, failed: false };
        Self {
            state: Mutex::new(state),
            arrived: Condvar::new(),
            drained: Condvar::new(),
            most_items: workers * ITEMS_EACH,
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<I>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds an item once there is room; `false` when nobody wants more.
    fn push(&self, item: I, bytes: usize) -> bool {
        let mut s = self.lock();
        while !s.closed && s.items > 0 && (s.items >= self.most_items || s.bytes + bytes > BYTES) {
            s = self.drained.wait(s).unwrap_or_else(PoisonError::into_inner);
        }
        if s.closed {
            return false;
        }
        s.waiting.push_back(item);
        s.items += 1;
        s.bytes += bytes;
        drop(s);
        self.arrived.notify_one();
        true
    }

    /// The next items with the number of the first; `None` at the end.
    fn pop(&self, workers: usize) -> Option<(u64, Vec<I>)> {
        let mut s = self.lock();
        while s.waiting.is_empty() {
            if s.closed {
                return None;
            }
            s = self.arrived.wait(s).unwrap_or_else(PoisonError::into_inner);
        }
        let count = (s.waiting.len() / (2 * workers)).clamp(1, BATCH);
        let first = s.first;
        s.first += count as u64;
        Some((first, s.waiting.drain(..count).collect()))
    }

    fn release(&self, items: usize, bytes: usize) {
        let mut s = self.lock();
        s.items -= items.min(s.items);
        s.bytes -= bytes.min(s.bytes);
        drop(s);
        self.drained.notify_one();
    }

    /// No more items; those that wait are dropped when `at_once`.
    fn close(&self, at_once: bool) {
        let mut s = self.lock();
        s.closed = true;
        if at_once {
            s.waiting.clear();
        }
        drop(s);
        self.arrived.notify_all();
        self.drained.notify_all();
    }
}

/// Ends the run when the thread that holds it panics: nobody must wait for it, and
/// what it lost must not pass for the end.
struct Watch<'a, I>(&'a Queue<I>);

impl<I> Drop for Watch<'_, I> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.lock().failed = true;
            self.0.close(true);
        }
    }
}

/// Number of the first result, the results, the bytes of their items.
type Done<T> = (u64, Vec<T>, usize);

/// How a run is done.
#[derive(Debug, Clone, Copy)]
pub struct Pipeline {
    /// Worker threads.
    pub jobs: usize,
    /// Asks whether the run must end early.
    pub stop: fn() -> bool,
}

impl Pipeline {
    /// Runs `work` on every item and gives the results to `sink` in order.
    /// `size` is the weight of an item in bytes. The result says whether the
    /// run came to its end.
    ///
    /// # Errors
    /// What the sink refuses; threads that cannot be started.
    pub fn run<I, T>(
        self,
        items: impl Iterator<Item = I> + Send + 'static,
        size: fn(&I) -> usize,
        work: impl Fn(I) -> T + Send + Sync + 'static,
        sink: &mut dyn Sink<T>,
    ) -> Result<bool>
    where
        I: Send + 'static,
        T: Send + 'static,
    {
        crate::stop::heed();
        let jobs = self.jobs.max(1);
        let queue = Arc::new(Queue::new(jobs));
        let (sender, results) = channel();
        let work = Arc::new(work);
        for _ in 0..jobs {
            let (queue, sender, work) = (Arc::clone(&queue), sender.clone(), Arc::clone(&work));
            start(WORKER, move || worker(&queue, jobs, size, &*work, &sender))?;
        }
        drop(sender);
        let feed = Arc::clone(&queue);
        start("triage-reader", move || {
            let _watch = Watch(&feed);
            for item in items {
                let bytes = size(&item);
                if !feed.push(item, bytes) {
                    break;
                }
            }
            feed.close(false);
        })?;
        let written = self.write(&queue, &results, sink);
        queue.close(true);
        written
    }

    fn write<I, T>(self, queue: &Queue<I>, results: &Receiver<Done<T>>, sink: &mut dyn Sink<T>) -> Result<bool> {
        let mut early: BTreeMap<u64, (Vec<T>, usize)> = BTreeMap::new();
        let (mut next, mut stopped) = (0, false);
        loop {
            match receive(results, sink)? {
                Event::Done((first, list, bytes)) => {
                    early.insert(first, (list, bytes));
                }
                Event::Quiet => {}
                Event::End => break,
            }
            if !stopped && (self.stop)() {
                stopped = true;
                queue.close(true);
            }
            while let Some((list, bytes)) = early.remove(&next) {
                next += list.len() as u64;
                queue.release(list.len(), bytes);
                sink.take(list)?;
            }
        }
        if queue.lock().failed {
            bail!("a thread ended before its time; this is a defect of triage");
        }
        sink.idle()?;
        Ok(!stopped)
    }
}

enum Event<T> {
    Done(Done<T>),
    Quiet,
    End,
}

/// The next results; while there are none, the sink may flush.
fn receive<T>(results: &Receiver<Done<T>>, sink: &mut dyn Sink<T>) -> Result<Event<T>> {
    match results.try_recv() {
        Ok(done) => return Ok(Event::Done(done)),
        Err(TryRecvError::Disconnected) => return Ok(Event::End),
        Err(TryRecvError::Empty) => sink.idle()?,
    }
    Ok(match results.recv_timeout(Duration::from_millis(100)) {
        Ok(done) => Event::Done(done),
        Err(RecvTimeoutError::Timeout) => Event::Quiet,
        Err(RecvTimeoutError::Disconnected) => Event::End,
    })
}

fn worker<I, T>(
    queue: &Queue<I>,
    jobs: usize,
    size: fn(&I) -> usize,
    work: &(impl Fn(I) -> T + ?Sized),
    results: &Sender<Done<T>>,
) {
    let _watch = Watch(queue);
    while let Some((first, items)) = queue.pop(jobs) {
        let bytes = items.iter().map(size).sum();
        let list = items.into_iter().map(work).collect();
        if results.send((first, list, bytes)).is_err() {
            break;
        }
    }
}

fn start(name: &str, job: impl FnOnce() + Send + 'static) -> Result<()> {
    thread::Builder::new()
        .name(name.into())
        .spawn(job)
        .map(|_| ())
        .context("a thread cannot be started; try a smaller --jobs")
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Collect(Vec<u64>);
    impl Sink<u64> for Collect {
        fn take(&mut self, results: Vec<u64>) -> Result<()> {
            self.0.extend(results);
            Ok(())
        }
    }

    #[test]
    fn order_out_is_order_in() {
        for jobs in [1, 2, 7] {
            let mut sink = Collect(Vec::new());
            let slow_at_times = |i: u64| {
                if i.is_multiple_of(97) {
                    thread::sleep(Duration::from_millis(1));
                }
                i * 2
            };
            let whole =
                Pipeline { jobs, stop: || false }.run(0..5000u64, |_| 1000, slow_at_times, &mut sink).expect("runs");
            assert!(whole);
            assert_eq!(sink.0, (0..5000).map(|i| i * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_item_larger_than_all_room_passes() {
        let mut sink = Collect(Vec::new());
        Pipeline { jobs: 2, stop: || false }.run(0..10u64, |_| 2 * BYTES, |i| i, &mut sink).expect("runs");
        assert_eq!(sink.0.len(), 10);
    }

    #[test]
    fn a_stopped_run_gives_a_beginning() {
        let mut sink = Collect(Vec::new());
        let whole = Pipeline { jobs: 2, stop: || true }.run(0..u64::MAX, |_| 1, |i| i, &mut sink).expect("runs");
        assert!(!whole);
        assert!(sink.0.iter().copied().eq(0..sink.0.len() as u64));
    }

    #[test]
    fn a_fault_in_a_thread_ends_the_run_with_an_error() {
        for jobs in [1, 3] {
            let mut sink = Collect(Vec::new());
            let work = |i: u64| if i == 200 { panic!("a fault") } else { i };
            assert!(Pipeline { jobs, stop: || false }.run(0..u64::MAX, |_| 1, work, &mut sink).is_err());
            let items = (0..u64::MAX).inspect(|i| assert!(*i < 200, "a fault"));
            assert!(Pipeline { jobs, stop: || false }.run(items, |_| 1, |i| i, &mut sink).is_err());
        }
    }

    #[test]
    fn a_sink_that_fails_ends_the_run() {
        struct Full;
        impl Sink<u64> for Full {
            fn take(&mut self, _: Vec<u64>) -> Result<()> {
                bail!("full")
            }
        }
        assert!(Pipeline { jobs: 3, stop: || false }.run(0..u64::MAX, |_| 1, |i| i, &mut Full).is_err());
    }
}
