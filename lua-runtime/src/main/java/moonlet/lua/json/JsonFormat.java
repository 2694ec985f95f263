package moonlet.lua.json;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/** How Jackson reads and writes for all processes: it shares no buffer and no name between them. */
final class JsonFormat {
    static final int DEPTH_MAX = 128;
    static final int NUMBER_DIGITS_MAX = 1000;

    /** Our own depth counts first, so that its error names our limit. */
    private static final int JACKSON_DEPTH_MAX = DEPTH_MAX + 2;

    static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                    .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(JACKSON_DEPTH_MAX)
                                    .maxNumberLength(NUMBER_DIGITS_MAX)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .build())
                    .streamWriteConstraints(
                            StreamWriteConstraints.builder()
                                    .maxNestingDepth(JACKSON_DEPTH_MAX)
                                    .build())
                    .build();

    private JsonFormat() {}
}
