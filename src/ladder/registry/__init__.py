"""Who and where: organisations, mandates, mine sites, and dated facts that each carry their source."""
