/* Small comforts. Every page works without them. */

// A summary of faults is read out first.
document.querySelector('.govuk-error-summary')?.focus()

// A second press of the same button while the first is on its way does nothing. Coming back by the Back button frees it.
for (const form of document.querySelectorAll('form:not([data-repeatable])')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) event.preventDefault()
    form.dataset.sent = 'yes'
  })
}
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form')) delete form.dataset.sent
})

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}
