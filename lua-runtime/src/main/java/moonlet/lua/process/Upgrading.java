package moonlet.lua.process;

import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;

/** Ends the code of a process from within, because other code is to take its place. */
final class Upgrading extends Killed {
    private static final long serialVersionUID = 1L;

    private final transient Upgrade upgrade;

    Upgrading(Upgrade upgrade) {
        super(Failure.of(ErrorKind.CANCELED, "upgrade"));
        this.upgrade = upgrade;
    }

    Upgrade upgrade() {
        return upgrade;
    }
}
