import { execFile } from 'node:child_process'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'

const doctor = (settings: Record<string, string>): Promise<{ code: number; said: string }> =>
  new Promise((done) => {
    const env = { PATH: process.env['PATH'] ?? '', DATA_DIR: tmpdir(), PORT: '0', ...settings }
    const child = execFile(process.execPath, ['--import', 'tsx', 'scripts/doctor.ts'], { env }, (_, said) =>
      done({ code: child.exitCode ?? 0, said }),
    )
  })

test('a sound machine is called good', async () => {
  const { code, said } = await doctor({})
  expect(said).not.toContain('WRONG')
  expect(code).toBe(0)
})

test('each fault is named with its repair', async () => {
  const taken = createServer()
  await new Promise<void>((done) => void taken.listen(0, () => done()))
  const { port } = taken.address() as { port: number }
  const { code, said } = await doctor({
    PORT: String(port),
    DATABASE_URL: 'postgres://app:secret@127.0.0.1:1/backhaul',
    SMTP_URL: 'smtp://127.0.0.1:1',
  })
  await new Promise((done) => void taken.close(done))
  expect(said).toContain(`Stop what listens on port ${port}`)
  expect(said).toContain('See that PostgreSQL runs')
  expect(said).toContain('See that SMTP_URL names the right host')
  expect(said).not.toContain('secret')
  expect(code).toBe(1)
})

test('a setting that cannot be read is named before anything is tried', async () => {
  const { code, said } = await doctor({ PORT: 'many' })
  expect(said).toContain('Set it to a whole number from 0 to 65535.')
  expect(said).not.toContain('Database')
  expect(code).toBe(1)
})
