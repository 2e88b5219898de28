import { listOperations } from '../../server/help/operations.ts'

const json = (example?: unknown) => ({ 'application/json': { ...(example !== undefined && { example }) } })

test('operations stand by chapter, with what needs no signing in and with their examples', () => {
  const chapters = listOperations({
    paths: {
      '/claims': {
        post: {
          operationId: 'postClaims',
          tags: ['claims'],
          summary: 'Apply',
          security: [{}, { token: [] }],
          requestBody: { content: json({ programme: 'x' }) },
          responses: { 201: { content: json({ state: 'submitted' }) }, 422: {} },
        },
      },
      '/audits': {
        delete: {
          operationId: 'deleteAudits',
          tags: ['audit'],
          security: [{ token: [] }],
          responses: { 204: {} },
        },
        get: {
          operationId: 'getAudits',
          tags: ['audit'],
          responses: { 200: { content: { 'text/csv': {} } } },
        },
      },
    },
  })
  expect(chapters.map(({ tag, operations }) => [tag, operations.map(({ id }) => id)])).toEqual([
    ['audit', ['deleteAudits', 'getAudits']],
    ['claims', ['postClaims']],
  ])
  const [[done, file], [apply]] = chapters.map(({ operations }) => operations) as [object[], object[]]
  expect(done).toMatchObject({ method: 'DELETE', path: '/api/audits', isOpen: false, status: '204' })
  expect(file).toMatchObject({ mediaType: 'text/csv' })
  expect(file).not.toHaveProperty('answered')
  expect(apply).toMatchObject({
    isOpen: true,
    status: '201',
    sent: '{\n  "programme": "x"\n}',
    answered: '{\n  "state": "submitted"\n}',
  })
})
