"""Rules of listening: resume codes, whom to ask what, anchors that survive versions, copies, seals."""
