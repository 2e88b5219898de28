/** Saving how one likes to see a list, and giving it up. */
import { Router } from 'express'
import { z } from 'zod'
import type { Actor } from '../base/actor.ts'
import { refuse } from '../base/refusal.ts'
import type { Context } from '../context.ts'
import { endFilter, saveFilter } from '../staff/filter-store.ts'
import { formBody } from '../web/forms.ts'
import { actorIn, type Frame } from '../web/frame.ts'
import { rowId } from '../web/params.ts'
import { read } from '../web/read.ts'
import { typedIn } from '../web/request.ts'
import { deskForm } from './act.ts'
import { filterIn, listHref, lists, type ListName } from './filters.ts'

const names = Object.keys(lists) as [ListName, ...ListName[]]

const filterForm = z.strictObject({
  list: z.enum(names),
  query: z.string().max(200).default(''),
  name: z.string().trim().min(1).max(60),
  usual: z.literal('yes').optional(),
})

/** `POST /desk/filters` and the end of one; both lead back to the list. */
export function filterPages(context: Context, frame: Frame): Router {
  const router = Router()
  router.post('/desk/filters', frame.may('see-own-account'), deskForm, async (request, response) => {
    const form = read(filterForm, formBody(typedIn(request)))
    const { list, name, usual } = form
    const query = filterIn(list, form.query)
    const filter = { list, name, query, isDefault: usual === 'yes' }
    await saveFilter(context, staffId(actorIn(response)), filter)
    response.redirect(303, listHref(list, query))
  })
  router.post('/desk/filters/:id/endings', frame.may('see-own-account'), async (request, response) => {
    const list = await endFilter(context, staffId(actorIn(response)), read(rowId, request.params['id']))
    const known = names.find((name) => name === list)
    response.redirect(303, known ? lists[known].path : '/desk')
  })
  return router
}

function staffId(actor: Actor): number {
  if (actor.kind !== 'staff') throw refuse('forbidden', 'not-permitted')
  return actor.id
}
