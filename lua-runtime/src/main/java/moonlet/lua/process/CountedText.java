package moonlet.lua.process;

/** A text that can be read so many times only, so that no regular expression runs for ever. */
final class CountedText implements CharSequence {
    /** It was read too often. */
    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super(null, null, false, false);
        }
    }

    private static final int READS_MAX = 100_000;

    private final String text;
    private int reads;

    CountedText(String text) {
        this.text = text;
    }

    @Override
    public char charAt(int index) {
        if (++reads > READS_MAX) {
            throw new TooLong();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return text.substring(from, to);
    }

    @Override
    public String toString() {
        return text;
    }
}
