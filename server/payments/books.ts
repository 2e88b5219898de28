/** Where the house keeps its books: the zone that says on which day something was booked. Knows nothing else. */

/** IANA zone in which runs, bookings and what is still to be paid have their days. */
export const booksZone = 'Europe/Copenhagen'
