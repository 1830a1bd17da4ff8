"""Tags of the synthesis's templates."""
