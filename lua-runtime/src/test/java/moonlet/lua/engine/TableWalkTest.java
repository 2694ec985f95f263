package moonlet.lua.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaValue;

/** Places of a table that are looked at in vain are paid for, so that a slice ends. */
class TableWalkTest {
    private static final int PLACES = 1_000_000;

    private static final class Owing extends LoneMeter implements Metered {
        @Override
        protected void sliceOver() {
            endSlice();
            newSlice();
        }

        @Override
        public Meter meter() {
            return this;
        }

        @Override
        public void uncaughtException(Thread thread, Throwable thrown) {
            throw new IllegalStateException(thrown);
        }

        /** Whether nothing is left of a slice after this. */
        boolean endsSlice(Runnable work) throws InterruptedException {
            boolean[] over = new boolean[1];
            Thread process =
                    new Thread(
                            () -> {
                                newSlice();
                                work.run();
                                over[0] = reductions == 0;
                            });
            process.setUncaughtExceptionHandler(this);
            process.start();
            process.join();
            return over[0];
        }
    }

    private final Owing meter = new Owing();
    private final Table table = new Table(PLACES, 0);

    @Test
    void the_last_entry_of_an_empty_list_taken_away() throws Exception {
        assertTrue(
                meter.endsSlice(
                        () -> {
                            table.rawset(PLACES, LuaValue.TRUE);
                            table.rawset(PLACES, LuaValue.NIL);
                        }));
    }

    @Test
    void the_first_key_of_an_empty_list() throws Exception {
        assertTrue(meter.endsSlice(() -> table.next(LuaValue.NIL)));
    }

    @Test
    void the_only_key_that_is_left_of_many() throws Exception {
        Table many = new Table(0, 0);
        for (int i = 0; i < PLACES; i++) {
            many.rawset(LuaValue.valueOf(i + 0.5), LuaValue.TRUE);
        }
        for (int i = 1; i < PLACES; i++) {
            many.rawset(LuaValue.valueOf(i + 0.5), LuaValue.NIL);
        }
        assertTrue(meter.endsSlice(() -> many.next(LuaValue.valueOf(0.5))));
    }
}
