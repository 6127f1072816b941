//! A verdict and its mail in; a reply skeleton out. A written reply in; findings out.
