/** Every list of the desks as a file, with the filter that its page has. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Router } from 'express'
import type { Context } from '../context.ts'
import type { Frame } from '../web/frame.ts'
import { localeOf } from '../web/request.ts'
import { askedIn, type ListName } from './filters.ts'
import { accountList } from './account-list.ts'
import { caseList } from './carrier-view.ts'
import { labelList, pickupList, riskList, unidentifiedList } from './goods-lists.ts'
import { fileOfList, type ListFile } from './listed.ts'
import { jobList, mailList, programmeList } from './machine-lists.ts'
import { holdList, invoiceList, proposalList, recoveryList, returnList, runList } from './money-lists.ts'
import { reviewList } from './review-list.ts'
import { rewardList } from './reward-list.ts'
import { foundList } from './search-view.ts'
import { messageList } from './webhook-view.ts'

const files: Readonly<Record<ListName, ListFile>> = {
  review: fileOfList(reviewList),
  proposals: fileOfList(proposalList),
  invoices: fileOfList(invoiceList),
  runs: fileOfList(runList),
  returns: fileOfList(returnList),
  recoveries: fileOfList(recoveryList),
  holds: fileOfList(holdList),
  cases: fileOfList(caseList),
  rewards: fileOfList(rewardList),
  search: fileOfList(foundList),
  messages: fileOfList(messageList),
  labels: fileOfList(labelList),
  pickups: fileOfList(pickupList),
  risks: fileOfList(riskList),
  unidentified: fileOfList(unidentifiedList),
  jobs: fileOfList(jobList),
  mails: fileOfList(mailList),
  accounts: fileOfList(accountList),
  programmes: fileOfList(programmeList),
}

/** `/desk/exports/LIST.csv`, with the query of the list's page. */
export function exportPages(context: Context, frame: Frame): Router {
  const router = Router()
  for (const [name, { may, pieces }] of Object.entries(files) as [ListName, ListFile][])
    router.get(`/desk/exports/${name}.csv`, frame.may(may), async (request, response) => {
      const asked = askedIn(name, new URL(request.originalUrl, 'http://localhost').search)
      const text = pieces(context, asked, context.texts(localeOf(request)))
      const first = await text.next()
      response.set('Cache-Control', 'no-store').attachment(`${name}.csv`).type('text/csv; charset=utf-8')
      response.write(first.value ?? '')
      await pipeline(Readable.from(text), response)
    })
  return router
}
