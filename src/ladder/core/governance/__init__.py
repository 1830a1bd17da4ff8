"""How bodies decide: composition, conflicts, quorum in each chamber, consensus and its fall-back; pure and as data."""
