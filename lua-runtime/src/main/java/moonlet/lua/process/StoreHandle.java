package moonlet.lua.process;

import moonlet.lua.engine.SealedTable;

/** What {@code store.get} gives. */
final class StoreHandle extends Userdata {
    private final String id;
    private final KeyStore store;
    private boolean released;

    StoreHandle(SealedTable metatable, String id, KeyStore store) {
        super(metatable);
        this.id = id;
        this.store = store;
    }

    String id() {
        return id;
    }

    KeyStore store() {
        return store;
    }

    boolean isReleased() {
        return released;
    }

    void release() {
        released = true;
    }

    String text() {
        return released ? "store.Store{released}" : "store.Store{}";
    }
}
