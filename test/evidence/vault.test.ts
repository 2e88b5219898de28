import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openVault } from '../../server/evidence/vault.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vault-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const filesIn = (directory: string): string[] =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(directory, name)).isFile(),
  )

const hello = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'

test('bytes come back under the hash of their content', async () => {
  const vault = openVault(folder)
  expect(await vault.put(Buffer.from('hello'))).toBe(hello)
  expect((await vault.get(hello)).toString()).toBe('hello')
  expect(await vault.has(hello)).toBe(true)
  expect(filesIn(folder)).toEqual([join('2c', 'f2', hello)])
})

test('the same content put many times at once lies there once, with nothing beside it', async () => {
  const vault = openVault(folder)
  const hashes = await Promise.all(Array.from({ length: 20 }, () => vault.put(Buffer.from('hello'))))
  expect(new Set(hashes)).toEqual(new Set([hello]))
  expect(filesIn(folder)).toHaveLength(1)
})

test('content that changed on the disk is not handed out, and is mended by the next put', async () => {
  const vault = openVault(folder)
  await vault.put(Buffer.from('hello'))
  const place = join(folder, '2c', 'f2', hello)
  writeFileSync(place, 'hell')
  await expect(vault.get(hello)).rejects.toThrow('holds something else')
  await vault.put(Buffer.from('hello'))
  expect((await vault.get(hello)).toString()).toBe('hello')
})

test('a failed write leaves no half file', async () => {
  const vault = openVault(folder)
  await vault.put(Buffer.from('hello'))
  rmSync(join(folder, '2c', 'f2', hello))
  // A folder in the place of the file makes the rename fail, for root too.
  mkdirSync(join(folder, '2c', 'f2', hello, 'in-the-way'), { recursive: true })
  await expect(vault.put(Buffer.from('hello'))).rejects.toThrow(/EISDIR|ENOTEMPTY|EPERM|EEXIST/)
  expect(filesIn(folder)).toEqual([])
})

test('nothing outside the folder can be asked for', async () => {
  const vault = openVault(folder)
  for (const hash of ['', '../../etc/passwd', hello.toUpperCase(), `${hello}/..`])
    await expect(vault.get(hash)).rejects.toThrow('not a hash')
})

test('what is unknown is absent, not an empty file', async () => {
  const vault = openVault(folder)
  expect(await vault.has(hello)).toBe(false)
  await expect(vault.get(hello)).rejects.toThrow('ENOENT')
})

test('only what was not put again lately is removed', async () => {
  const vault = openVault(folder)
  await vault.put(Buffer.from('hello'))
  await vault.remove(hello, new Date(Date.now() - 3_600_000))
  expect(await vault.has(hello)).toBe(true)
  await vault.remove(hello, new Date(Date.now() + 1000))
  expect(await vault.has(hello)).toBe(false)
  await vault.remove(hello, new Date())
})

test('files in the vault are readable by their owner alone', async () => {
  const vault = openVault(folder)
  chmodSync(folder, 0o755)
  await vault.put(Buffer.from('hello'))
  expect(statSync(join(folder, '2c', 'f2', hello)).mode & 0o777).toBe(0o600)
})
