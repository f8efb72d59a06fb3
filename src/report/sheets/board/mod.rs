//! The pages for the board, one file each: `pub fn sheet(brief: &Brief) -> Option<Sheet>`, none where its input is absent.
