/* At the audit bench: only what the chosen category is asked stays in sight. Without this every question shows its category. */
const bench = document.querySelector('.bench')

const narrow = () => {
  const chosen = bench.querySelector('[name="category"]:checked')?.value
  for (const question of bench.querySelectorAll('[data-categories]')) {
    question.hidden = chosen !== undefined && !question.dataset.categories.split(' ').includes(chosen)
  }
}

if (bench) {
  bench.addEventListener('change', ({ target }) => target.name === 'category' && narrow())
  narrow()
}
