/** What a mail's HTML may do when a page shows it: its style stands in it, and nothing in it may run or reach out. */

/** Content-Security-Policy of a mail by itself. */
export const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"
