"""The public record as documents, tables and charts: what queries read, in the shapes that others take."""
