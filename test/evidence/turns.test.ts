import { turns } from '../../server/evidence/turns.ts'

type Held = { work: () => Promise<string>; end: (result: string) => void; fail: (error: Error) => void }

/** Work that ends when told to. */
function held(): Held {
  const job = {} as Held
  const promise = new Promise<string>((resolve, reject) => Object.assign(job, { end: resolve, fail: reject }))
  return Object.assign(job, { work: () => promise })
}

const settle = (): Promise<void> => new Promise((done) => setImmediate(done))

test('two run, the third waits for its turn', async () => {
  const inTurn = turns(2, 5)
  const jobs = [held(), held(), held()]
  const begun: number[] = []
  const results = jobs.map(({ work }, place) =>
    inTurn(() => {
      begun.push(place)
      return work()
    }),
  )
  await settle()
  expect(begun).toEqual([0, 1])
  jobs[1]?.end('second')
  await settle()
  expect(begun).toEqual([0, 1, 2])
  jobs[0]?.end('first')
  jobs[2]?.end('third')
  expect(await Promise.all(results)).toEqual(['first', 'second', 'third'])
})

test('one more than can wait is refused at once', async () => {
  const inTurn = turns(1, 1)
  const [running, waiting] = [held(), held()]
  const both = [inTurn(running.work), inTurn(waiting.work)]
  await expect(inTurn(() => Promise.resolve('late'))).rejects.toMatchObject({
    kind: 'unavailable',
    faults: [{ code: 'uploads-busy' }],
  })
  running.end('one')
  waiting.end('two')
  expect(await Promise.all(both)).toEqual(['one', 'two'])
})

test('work that fails gives its turn on', async () => {
  const inTurn = turns(1, 1)
  const failing = held()
  const failed = inTurn(failing.work)
  const next = inTurn(() => Promise.resolve('next'))
  failing.fail(new Error('broken'))
  await expect(failed).rejects.toThrow('broken')
  expect(await next).toBe('next')
})
