#include "almirah/trust.hpp"

#include "format/entry.hpp"
#include "fuzz/target.hpp"

using namespace almirah;
using test::hold;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(test::text_of(data, size));
    test::succeeds([&] {
        const Checkpoint checkpoint = parse_checkpoint(text);
        hold(parse_checkpoint(to_string(checkpoint)) == checkpoint, "a checkpoint that was read reads back");
    });
    test::succeeds([&] {
        const InclusionProof proof = parse_inclusion_proof(text);
        hold(parse_inclusion_proof(to_string(proof)) == proof, "a proof that was read reads back");
        Checkpoint any;
        any.entries = proof.entry;
        any.root = std::string(64, '0');
        hold(!fault_of(proof, any).empty(), "no proof leads to a root of zeros");
    });
    test::succeeds([&] {
        const ConsistencyProof proof = parse_consistency_proof(text);
        hold(parse_consistency_proof(to_string(proof)) == proof, "a proof that was read reads back");
        Checkpoint older, newer;
        older.entries = proof.older;
        newer.entries = proof.newer;
        older.root = std::string(64, '0');
        newer.root = std::string(64, '1');
        hold(!fault_of(proof, older, newer).empty(), "no proof joins roots that are none");
    });
    // Messages of entries, with the same bytes as every text in them.
    Entry entry = format::decode_message(text);
    entry.summary = entry.reason = text;
    entry.operation = "record.file";
    entry.by = "asha";
    entry.subjects = {text};
    const std::string message = format::encode_message(entry) + "Vault: 4b82\n";
    hold(format::trailer(message, "Vault") == "4b82" && format::trailer(message, "By") == "asha" &&
             format::decode_message(message).operation == "record.file",
         "no text passes for a trailer");
    return 0;
}
