//! A table whose first row names its columns in; cells by name out.

use super::{error::Problem, folder::File};

/// What a table may hold.
pub(super) struct Shape {
    /// All columns, the required ones first.
    pub(super) columns: &'static [&'static str],
    /// How many of them must be there.
    pub(super) required: usize,
}

/// A row.
pub(super) struct Row<'a> {
    /// Line in the file, from 1.
    pub(super) line: usize,
    cells: Vec<&'a str>,
    shape: &'static Shape,
    order: Vec<usize>,
}

impl<'a> Row<'a> {
    /// The cell of a column; empty where the table does not have it.
    pub(super) fn get(&self, column: &str) -> &'a str {
        let at = self.order.iter().position(|c| self.shape.columns[*c] == column);
        at.and_then(|i| self.cells.get(i)).copied().unwrap_or_default()
    }
}

/// The good rows; what is wrong with the others is added to `problems`.
pub(super) fn rows<'a>(file: &'a File, shape: &'static Shape, problems: &mut Vec<Problem>) -> Vec<Row<'a>> {
    let mut lines = file.text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#'));
    let Some((first, names)) = lines.next() else { return Vec::new() };
    let Some(order) = columns(file, first + 1, names, shape, problems) else { return Vec::new() };
    let mut out = Vec::new();
    for (n, line) in lines {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let row = Row { line: n + 1, cells, shape, order: order.clone() };
        let empty = shape.columns[..shape.required].iter().find(|c| row.get(c).is_empty());
        let wrong = if row.cells.len() != order.len() {
            format!(
                "{} cells, {} expected; put a tab between cells, also between empty ones",
                row.cells.len(),
                order.len()
            )
        } else if let Some(column) = empty {
            format!("the cell of `{column}` is empty; fill it or delete the row")
        } else {
            out.push(row);
            continue;
        };
        problems.push(Problem::of_line(&file.path, n + 1, wrong));
    }
    out
}

/// Which column each cell belongs to.
fn columns(file: &File, line: usize, names: &str, shape: &Shape, problems: &mut Vec<Problem>) -> Option<Vec<usize>> {
    let mut order = Vec::new();
    for name in names.split('\t').map(str::trim) {
        let known = shape.columns.iter().position(|c| *c == name);
        let wrong = match known {
            Some(i) if order.contains(&i) => format!("column `{name}` is there twice"),
            Some(i) => {
                order.push(i);
                continue;
            }
            None => format!("unknown column `{name}`; known are {}", shape.columns.join(", ")),
        };
        problems.push(Problem::of_line(&file.path, line, wrong));
        return None;
    }
    if let Some(missing) = (0..shape.required).find(|i| !order.contains(i)) {
        let message = format!("there is no column `{}`; the first row names the columns", shape.columns[missing]);
        problems.push(Problem::of_line(&file.path, line, message));
        return None;
    }
    Some(order)
}
