"""The blocks that documents share: fields, the assessor's question, page layout and the COMMON rules, one file each."""
