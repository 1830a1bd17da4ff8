"""Rules of grievances: how texts are padded, what a code looks like, what may follow what, how coarse a release is."""
