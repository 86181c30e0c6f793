// Kept check-ins, in IndexedDB. An item: {key, owner, url, body: [[name, value], …], made_at, refused}.
const request = (asked) => new Promise((done, fail) => {
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => fail(asked.error);
});

function open() {
  const asked = indexedDB.open("kept", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("items", { keyPath: "key" });
  return request(asked);
}

// Resolves when the change is on the disk, not only when it was asked for.
async function change(act) {
  const base = await open();
  try {
    await new Promise((done, fail) => {
      const work = base.transaction("items", "readwrite", { durability: "strict" });
      work.oncomplete = done;
      work.onabort = work.onerror = () => fail(work.error);
      act(work.objectStore("items"));
    });
  } finally {
    base.close();
  }
}

export const put = (item) => change((items) => items.put(item));
export const remove = (key) => change((items) => items.delete(key));

export async function all(owner) {
  const base = await open();
  try {
    const items = await request(base.transaction("items").objectStore("items").getAll());
    return items.filter((item) => item.owner === owner).sort((a, b) => a.made_at.localeCompare(b.made_at));
  } finally {
    base.close();
  }
}
