//! Photos that are being rotated and scaled down: takes requests for photos and copies; gives their bytes.
//! Each photo is decoded once, whichever part is requested first, and forgotten when all parts have been
//! taken.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::decode::{DecodedPhoto, decode_photo};
use super::{Broken, CleanFile, PhotoCopy, PhotoFault, PhotoOrientation};
use crate::diag::Diagnostic;

/// A part of a photo that can be requested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhotoPart {
    /// The photo itself.
    Whole,
    /// One of its copies.
    Copy(PhotoCopy),
}

/// How often a photo is made again because another thread has just taken the same part.
const TRIES: usize = 3;

/// The photos of one build.
#[derive(Debug, Default)]
pub struct PhotoCache {
    open: Mutex<HashMap<Arc<str>, Arc<PhotoSet>>>,
    decoded: AtomicUsize,
}

/// One photo with those of its copies that were not taken yet.
#[derive(Debug, Default)]
struct PhotoSet(OnceLock<Result<Mutex<DecodedPhoto>, Box<Diagnostic>>>);

impl PhotoCache {
    /// The bytes of a photo or of a copy; `read` gives the clean photo, `fault` the diagnostic about it.
    ///
    /// # Errors
    /// Those of `read`, or that the photo cannot be decoded.
    pub fn part(
        &self,
        source: &Arc<str>,
        part: PhotoPart,
        read: impl Fn() -> Result<CleanFile, Box<Diagnostic>>,
        fault: impl Fn(PhotoFault) -> Box<Diagnostic>,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        for _ in 0..TRIES {
            let set = self.open().entry(source.clone()).or_default().clone();
            let decoded = set.0.get_or_init(|| {
                let clean = read()?;
                if clean.turn == PhotoOrientation::UPRIGHT && clean.widths.is_empty() {
                    return Ok(Mutex::new(DecodedPhoto { whole: Some(clean.bytes), copies: Vec::new() }));
                }
                self.decoded.fetch_add(1, Ordering::Relaxed);
                let decoded = decode_photo(&clean, clean.widths).map_err(&fault)?;
                let whole = decoded.whole.or(Some(clean.bytes));
                Ok(Mutex::new(DecodedPhoto { whole, ..decoded }))
            });
            let (taken, is_empty) = match decoded {
                Ok(decoded) => {
                    let mut decoded = decoded.lock().unwrap_or_else(PoisonError::into_inner);
                    (decoded.take(part), decoded.is_empty())
                }
                Err(why) => return Err(why.clone()),
            };
            // A later request, as from the next build of a watch, has the photo made again.
            if is_empty || taken.is_none() {
                self.open().remove(source);
            }
            if let Some(taken) = taken {
                return Ok(taken);
            }
        }
        Err(fault(Broken::Pixels.into()))
    }

    /// How many photos were decoded.
    pub fn decoded(&self) -> usize {
        self.decoded.load(Ordering::Relaxed)
    }

    fn open(&self) -> std::sync::MutexGuard<'_, HashMap<Arc<str>, Arc<PhotoSet>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl DecodedPhoto {
    fn take(&mut self, part: PhotoPart) -> Option<Vec<u8>> {
        match part {
            PhotoPart::Whole => self.whole.take(),
            PhotoPart::Copy(wanted) => {
                let at = self.copies.iter().position(|(copy, _)| *copy == wanted)?;
                Some(self.copies.swap_remove(at).1)
            }
        }
    }

    fn is_empty(&self) -> bool {
        self.whole.is_none() && self.copies.is_empty()
    }
}
