package moonlet.lua.json;

/**
 * What one validation may cost. Every keyword on every value is a step; long paths cost more,
 * because the library keeps them. Used by one process, for one validation.
 */
final class ValidationWork implements Cost {
    static final int STEPS_MAX = 500_000;
    private static final int DEPTH_MAX = 256;
    private static final int CHARS_PER_STEP = 32;

    private final Cost cost;
    private long left = STEPS_MAX;
    private int depth;
    private long pathChars;

    ValidationWork(Cost cost) {
        this.cost = cost;
    }

    /** One keyword deeper, with so many characters of path. */
    void enter(int chars) {
        if (++depth > DEPTH_MAX) {
            throw new BadSchema("keywords nested deeper than " + DEPTH_MAX + "; a $ref to itself?");
        }
        pathChars += chars;
        work(1 + pathChars / CHARS_PER_STEP);
    }

    void leave(int chars) {
        depth--;
        pathChars -= chars;
    }

    @Override
    public void work(long reductions) {
        left -= reductions;
        if (left < 0) {
            throw new BadSchema(
                    "the validation takes more than " + STEPS_MAX + " steps; use smaller pieces");
        }
        cost.work(reductions);
    }

    @Override
    public void memory(long bytes) {
        cost.memory(bytes);
    }
}
