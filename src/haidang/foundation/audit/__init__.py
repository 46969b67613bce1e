"""The audit trail: append-only events in the transaction of the deed, sealed into a hash chain by a job."""
