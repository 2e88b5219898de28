/** In each process of tests, before its first file: TypeScript is read as it stands, and nothing waits for ever. */
import { addEventHandler, getState } from 'jest-circus'
import { register } from 'tsx/esm/api'

/** Milliseconds. Generous: a test that starts a program or a browser must not fail because the machine is busy. */
const patience = 120_000

register()

// The runner knows no time limit of its own.
addEventHandler((event) => {
  const { currentDescribeBlock } = getState()
  if (event.name === 'add_test') limit(currentDescribeBlock.children.at(-1), event.timeout)
  if (event.name === 'add_hook') limit(currentDescribeBlock.hooks.at(-1), event.timeout)
})

/**
 * @param {{ fn?: Function } | undefined} step
 * @param {number} [milliseconds]
 */
function limit(step, milliseconds = patience) {
  const run = step?.fn
  if (!run) return
  step.fn = async () => {
    let timer
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`Not done within ${milliseconds} ms.`)), milliseconds)
    })
    try {
      await Promise.race([run(), late])
    } finally {
      clearTimeout(timer)
    }
  }
}
