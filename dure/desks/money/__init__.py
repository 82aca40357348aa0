"""The desks of money: what waits for a seat, one agreement's money on one screen, and the auditor's desk."""
