"""The open feed: our directory in the words of Open Referral UK 3.0 (HSDS 3.0 with the UK profile)."""
