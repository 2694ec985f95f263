package moonlet.lua.process;

import moonlet.lua.engine.SealedTable;

/** What {@code pg.open} gives: the groups of one scope. */
final class GroupScope extends Userdata {
    private final String id;
    private boolean released;

    GroupScope(SealedTable metatable, String id) {
        super(metatable);
        this.id = id;
    }

    String id() {
        return id;
    }

    boolean isReleased() {
        return released;
    }

    void release() {
        released = true;
    }
}
