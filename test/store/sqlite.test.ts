import { openStore } from "../../src/store/sqlite.ts";
import { testStore } from "./contract.ts";
import { makeFolder } from "./folder.ts";

testStore("a store in a folder", async (now) => {
  const { folder, remove } = makeFolder();
  const store = await openStore({ folder, now });
  return {
    store,
    drop: async () => {
      await store.close();
      remove();
    },
  };
});

testStore("a store in memory", async (now) => {
  const store = await openStore({ folder: ":memory:", now });
  return { store, drop: () => store.close() };
});
