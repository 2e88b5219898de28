/** The lists of those who keep the house running: jobs and mails that gave up, and the programmes. */
import { deadJobs } from '../jobs/store.ts'
import { undeliveredMails, type Mail } from '../mail/store.ts'
import { atOnce, openAtMost, type Listed } from './listed.ts'
import { editionsOf, type Edition } from './programme-view.ts'

type DeadJob = Awaited<ReturnType<typeof deadJobs>>[number]

export const jobList: Listed<DeadJob> = {
  may: 'see-jobs',
  columns: [
    ['desk.jobs.kind', ({ kind }) => kind],
    ['desk.jobs.key', ({ key }) => key],
    ['desk.jobs.attempts', ({ attempts }) => attempts],
    ['desk.fields.reason.label', ({ error }) => error],
  ],
  rows: atOnce(({ db }) => deadJobs(db, openAtMost)),
}

export const mailList: Listed<Mail> = {
  may: 'see-jobs',
  columns: [
    ['desk.column.reference', ({ reference }) => reference],
    ['desk.jobs.mail', ({ name }) => name],
    ['desk.fields.reason.label', ({ failure }) => failure],
    ['desk.column.when', ({ createdAt }) => createdAt],
  ],
  rows: atOnce(({ db }) => undeliveredMails(db, openAtMost)),
}

export const programmeList: Listed<Edition> = {
  may: 'see-programmes',
  columns: [
    ['desk.column.programme', ({ programme }) => programme],
    ['programmes.column.edition', ({ edition, hash }) => `${edition} ${hash}`],
    ['programmes.column.purchases', ({ purchases }) => `${purchases.from} – ${purchases.to ?? ''}`],
    ['programmes.column.running', ({ running }) => running],
    ['programmes.column.all', ({ all }) => all],
  ],
  rows: atOnce(({ db }, _asked, texts) => editionsOf(db, texts)),
}
