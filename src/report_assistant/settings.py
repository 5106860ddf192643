"""Settings, from the environment or a `.env` file."""

from __future__ import annotations

from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Hold what varies between installations.

    Each field is read from `REPORT_ASSISTANT_<NAME>` (upper case), the two OpenAI ones from the variables
    that the OpenAI client itself uses. Without a key and a base URL no language model is asked.
    """

    model_config = SettingsConfigDict(
        env_prefix="REPORT_ASSISTANT_",
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        populate_by_name=True,
    )

    index_dir: Path = Field(Path(".report_assistant"), description="Folder of the index on disk.")
    chroma_url: str | None = Field(None, description="Chroma server, such as http://127.0.0.1:8000.")
    embedding_model: str = Field(
        "auto",
        description="`bundled` (English), `multilingual`, or a sentence-transformers model name or path; "
        "`auto` takes `multilingual` where its extra is installed, else `bundled`.",
    )
    chat_model: str = Field("gpt-5-mini", description="Language model that words the answers.")
    allow_private_addresses: bool = Field(
        False, description="Whether `urls.txt` may name servers on this computer or in private networks."
    )
    openai_api_key: SecretStr | None = Field(
        None,
        validation_alias=AliasChoices("OPENAI_API_KEY", "openai_api_key"),
        description="Key of OpenAI or of a compatible server.",
    )
    openai_base_url: str | None = Field(
        None,
        validation_alias=AliasChoices("OPENAI_BASE_URL", "openai_base_url"),
        description="Base URL of an OpenAI-compatible server.",
    )

    @property
    def has_chat_model(self) -> bool:
        """Tell whether a language model is configured."""
        return self.openai_api_key is not None or self.openai_base_url is not None
