import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { openStreams, type Progress, type Streams } from '../../server/web/streams.ts'

let streams: Streams
let server: Server
let url: string
let progress: Progress

beforeEach(async () => {
  streams = openStreams()
  progress = { done: 1, total: 2, text: '1 of 2', isEnded: false }
  const app = express().get('/', (_request, response) =>
    streams.tell(response, 'staff:7', () => Promise.resolve(progress)),
  )
  server = createServer(app)
  await new Promise<void>((resolve) => void server.listen(0, resolve))
  url = `http://localhost:${(server.address() as AddressInfo).port}/`
})
afterEach(() => {
  streams.end()
  return new Promise((resolve) => server.close(resolve))
})

const ended = { done: 2, total: 2, text: '2 of 2', isEnded: true }

test('what is done is told at once and the stream ends with the work', async () => {
  progress = ended
  const answer = await fetch(url)
  expect(answer.headers.get('content-type')).toContain('text/event-stream')
  expect(answer.headers.get('cache-control')).toContain('no-transform')
  expect(await answer.text()).toBe(`event: progress\ndata: ${JSON.stringify(ended)}\n\n`)
})

test('a server that stops ends its streams; what was told stays told', async () => {
  const answer = await fetch(url)
  const told = answer.text()
  streams.end()
  expect(await told).toBe(`event: progress\ndata: ${JSON.stringify(progress)}\n\n`)
})

test('one person has five streams; a sixth is told not to ask again', async () => {
  const answers = await Promise.all(Array.from({ length: 5 }, () => fetch(url)))
  expect((await fetch(url)).status).toBe(204)
  streams.end()
  await Promise.all(answers.map((answer) => answer.text()))
  progress = ended
  expect((await fetch(url)).status).toBe(200)
})
