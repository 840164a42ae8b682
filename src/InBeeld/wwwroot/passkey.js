// Passkeys. A form with data-passkey asks the server for its question (data-options), lets the browser make ("create") or use ("get")
// a passkey, and sends the answer in the field "credential". Without JavaScript or passkeys the form stays hidden and the other ways remain.
(() => {
  if (!window.PublicKeyCredential || !navigator.credentials) return;
  const toBytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
  const toText = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  const withBytes = list => (list || []).map(item => ({ ...item, id: toBytes(item.id) }));

  const ask = async (kind, question) => {
    question.challenge = toBytes(question.challenge);
    if (kind === 'create') {
      question.user.id = toBytes(question.user.id);
      question.excludeCredentials = withBytes(question.excludeCredentials);
      return navigator.credentials.create({ publicKey: question });
    }
    question.allowCredentials = withBytes(question.allowCredentials);
    return navigator.credentials.get({ publicKey: question });
  };

  // Written out, because toJSON() is too new for browsers that schools still have.
  const answer = made => {
    const from = made.response, response = { clientDataJSON: toText(from.clientDataJSON) };
    for (const part of ['attestationObject', 'authenticatorData', 'signature', 'userHandle']) if (from[part]) response[part] = toText(from[part]);
    if (from.getTransports) response.transports = from.getTransports();
    return JSON.stringify({ id: made.id, rawId: toText(made.rawId), type: made.type, authenticatorAttachment: made.authenticatorAttachment || undefined, clientExtensionResults: made.getClientExtensionResults(), response });
  };

  document.querySelectorAll('form[data-passkey]').forEach(form => {
    const problem = form.querySelector('[data-passkey-problem]');
    form.hidden = false;
    if (problem && new URLSearchParams(location.search).get('passkey') === 'refused') problem.hidden = false;
    form.addEventListener('submit', async event => {
      event.preventDefault();
      if (problem) problem.hidden = true;
      try {
        const reply = await fetch(form.dataset.options, { method: 'POST', body: new FormData(form), credentials: 'same-origin' });
        if (!reply.ok) throw new Error(String(reply.status));
        form.elements.credential.value = answer(await ask(form.dataset.passkey, await reply.json()));
        form.submit();
      } catch {
        if (problem) problem.hidden = false;
      }
    });
  });
})();
