// Drawing a room: a tap on the map fills in the place and adds the piece; a line or a table takes two taps. Without this the form does the same.
// Once, also when htmx puts the page anew.
if (!document.documentElement.dataset.draws) {
  document.documentElement.dataset.draws = '1';
  let first = null;
  document.addEventListener('click', event => {
    const map = event.target.closest?.('svg[data-map]'), form = document.querySelector('form[data-draw]');
    if (!map || !form) return;
    const unit = +map.dataset.map, at = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
    // To the nearest tenth of a metre for seats and words, a quarter for the rest, so that walls meet.
    const tool = form.elements.Tool.value, step = tool === 'seat' || tool === 'word' || tool === 'remove' ? .1 : .25;
    const place = value => String(Math.max(0, Math.round(value / unit / step) * step).toFixed(2)).replace('.', document.documentElement.lang === 'nl' ? ',' : '.');
    const [x, y] = [place(at.x), place(at.y)], row = tool === 'seat' && +form.elements.Count.value > 1;
    if (tool === 'word' && !form.elements.Text.value.trim()) { form.elements.X.value = x; form.elements.Y.value = y; form.elements.Text.focus(); return; }
    if ((row || !['seat', 'word', 'remove'].includes(tool)) && !first) {
      first = true;
      form.elements.X.value = x; form.elements.Y.value = y;
      form.querySelector('[data-draw-first]').hidden = false;
      map.insertAdjacentHTML('beforeend', `<circle class="ib-seats-first" cx="${at.x}" cy="${at.y}" r="9"/>`);
      return;
    }
    if (first) { form.elements.X2.value = x; form.elements.Y2.value = y; } else { form.elements.X.value = x; form.elements.Y.value = y; form.elements.X2.value = form.elements.Y2.value = ''; }
    first = null;
    form.elements.Typed.value = 'false';
    const frame = map.closest('.ib-map-frame');
    sessionStorage.setItem('ib-map', JSON.stringify([frame?.scrollLeft ?? 0, frame?.scrollTop ?? 0]));
    form.requestSubmit(form.querySelector('button[value=add]'));
  });
  document.addEventListener('change', event => { if (event.target.name === 'Tool') { first = null; document.querySelectorAll('.ib-seats-first').forEach(mark => mark.remove()); } });
  // A large room stays where it was pushed to.
  document.addEventListener('htmx:afterSettle', () => {
    const frame = document.querySelector('form[data-draw]') && document.querySelector('.ib-map-frame'), kept = JSON.parse(sessionStorage.getItem('ib-map') ?? 'null');
    if (frame && kept) [frame.scrollLeft, frame.scrollTop] = kept;
  });
}
