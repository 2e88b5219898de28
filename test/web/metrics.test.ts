import express from 'express'
import request from 'supertest'
import { openMetrics } from '../../server/web/metrics.ts'
import { answerTo } from '../../server/web/problem-handler.ts'

const token = 'sixteen-characters'
function site(known: string | undefined) {
  const app = express()
  const metrics = openMetrics({
    token: known,
    counts: async () => [{ name: 'backhaul_jobs_dead', help: 'gave up', value: 3 }],
  })
  app.use(metrics.measure)
  app.get('/c/:reference/:token', (_request, response) => void response.send('a page'))
  app.get('/metrics', metrics.show)
  app.use(
    (error: unknown, _request: express.Request, response: express.Response, _next: express.NextFunction) => {
      response
        .status('problem' in answerTo(error, { text: String, has: () => true } as never) ? 404 : 500)
        .end()
    },
  )
  return request(app)
}

test('requests are told by route and never by address, and the house counts anew at each asking', async () => {
  const visitor = site(token)
  await visitor.get('/c/TI-7K3M-92QF/secret')
  const { text, headers } = await visitor.get('/metrics').set('Authorization', `Bearer ${token}`).expect(200)
  expect(headers['content-type']).toMatch(/^text\/plain/)
  expect(text).toMatch(
    /http_request_duration_seconds_count\{method="GET",route="\/c\/:reference\/:token",status="200"\} 1/,
  )
  expect(text).toContain('backhaul_jobs_dead 3')
  expect(text).not.toContain('7K3M')
})

test.each([
  ['without a token set', undefined, `Bearer ${token}`],
  ['to a stranger', token, ''],
  ['to a wrong token', token, 'Bearer sixteen-characterz'],
])('there is no such page %s', async (_, known, proof) => {
  expect((await site(known).get('/metrics').set('Authorization', proof)).status).toBe(404)
})
