package moonlet.lua.engine;

/** The meter of code that runs alone: without coroutines. */
public abstract class LoneMeter extends Meter {
    protected LoneMeter() {
        super(Limits.DEFAULTS);
    }

    @Override
    protected final void reschedule() {
        throw new IllegalStateException("no coroutines here");
    }
}
