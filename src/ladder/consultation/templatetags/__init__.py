"""Tags of the consultation's templates."""
