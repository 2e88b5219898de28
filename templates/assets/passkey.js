/*
 * Passkeys: asks the server what to ask, the browser for the answer, and puts it into the form, which then goes as any
 * other. A form stays hidden where the browser knows no passkeys. Knows no account and no token.
 */

const asks = {
  register: {
    path: '/api/account/passkey-challenges',
    answer: (question) =>
      navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(question) }),
  },
  use: {
    path: '/api/sessions/passkey-challenges',
    answer: (question) =>
      navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(question) }),
  },
}

async function credentialFor({ path, answer }) {
  const response = await fetch(path, { method: 'POST' })
  if (!response.ok) throw new Error((await response.json()).detail)
  return JSON.stringify((await answer(await response.json())).toJSON())
}

async function ask(form, told) {
  told.hidden = true
  try {
    form.elements.credential.value = await credentialFor(asks[form.dataset.passkey])
    form.submit()
  } catch {
    // The browser has told its person why; what to do now is said beside the button.
    told.hidden = false
  }
}

if (globalThis.PublicKeyCredential?.parseCreationOptionsFromJSON) {
  for (const missing of document.querySelectorAll('[data-passkey-missing]')) missing.hidden = true
  for (const form of document.querySelectorAll('[data-passkey]')) {
    form.hidden = false
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      void ask(form, form.querySelector('[data-passkey-told]'))
    })
  }
}
