package moonlet.lua.json;

import moonlet.lua.engine.Meter;

/** Who pays for a piece of work. */
public interface Cost {
    /** For work that is small, or that somebody pays for otherwise. */
    Cost NOTHING =
            new Cost() {
                @Override
                public void work(long reductions) {}

                @Override
                public void memory(long bytes) {}
            };

    /** Counts work that is to be done now; the process may give way to others in here. */
    void work(long reductions);

    /** Counts memory that is to be allocated. */
    void memory(long bytes);

    /** The process pays. */
    static Cost of(Meter meter) {
        return new Cost() {
            @Override
            public void work(long reductions) {
                meter.charge(reductions);
            }

            @Override
            public void memory(long bytes) {
                meter.allocate(bytes);
            }
        };
    }
}
